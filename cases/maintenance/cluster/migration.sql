CLUSTER orders USING orders_email_idx;
