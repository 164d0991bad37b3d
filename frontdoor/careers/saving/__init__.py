"""What somebody saved: careers and quiz results. Of a visitor in one signed cookie, of a person with an account in rows."""
