"""Mail: notices rendered in the reader's language, put into a folder or handed to an SMTP server."""
