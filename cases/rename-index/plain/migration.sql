ALTER INDEX users_mail_idx RENAME TO adults;
