"""三審三查三訪: reviews of yearly plans, inspections and interviews, as units, roles, days and opinions."""
