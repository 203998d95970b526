DELETE FROM orders WHERE status = 'old';
