UPDATE events SET at = at + 100, n = n + 1;
