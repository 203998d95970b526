REINDEX INDEX orders_email_idx;
