"""What is stored, asked, done and shown: one folder an app."""
