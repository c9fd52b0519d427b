"""What the jobs do, one module for each noun. When they do it: `forsa.scheduler.table`."""
