DROP VIEW order_emails;
