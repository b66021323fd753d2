"""崗位單: sheets that hand over – what a role does this year, a branch's week, a handover, labels for boxes, where to look."""
