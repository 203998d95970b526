DROP INDEX users_mail_idx;
