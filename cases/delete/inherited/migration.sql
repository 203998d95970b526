DELETE FROM cities WHERE id > 45;
