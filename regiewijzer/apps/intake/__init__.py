"""Deliveries of messages: uploading, progress, reports with findings and who must mend them; how fresh everything is."""
