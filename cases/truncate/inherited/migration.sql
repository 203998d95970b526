TRUNCATE cities;
