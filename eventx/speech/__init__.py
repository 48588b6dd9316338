"""Speech: cues, speakers and contents, joined to frames of statements."""
