"""Drawing specifications: layout, SVG, pictures, print files, work tickets."""
