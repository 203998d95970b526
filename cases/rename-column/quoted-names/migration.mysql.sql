ALTER TABLE `the ``users` RENAME COLUMN `e mail` TO `from`;
