UPDATE orders SET status = 'old' WHERE id = 42;
