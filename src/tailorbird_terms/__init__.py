"""Terms packages, one folder a source, one folder in it a version. They import the clause language,
the questions and the facts, and nothing else."""
