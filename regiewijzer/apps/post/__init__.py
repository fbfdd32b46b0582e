"""Mail: one service for every room, with what each user wants of it, and a digest."""
