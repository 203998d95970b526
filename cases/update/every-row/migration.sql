UPDATE orders SET status = 'old';
