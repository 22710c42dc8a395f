"""The dialog engine: a dialog is a function; a question it has no answer to stops it; the next answer runs it again."""
