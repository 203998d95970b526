DROP INDEX users_mail_idx, users_one;
