"""The pages of the web chat and of the back office: plain files, served as they are."""
