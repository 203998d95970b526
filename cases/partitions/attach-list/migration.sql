ALTER TABLE visits ATTACH PARTITION visits_eu FOR VALUES IN ('de', 'fr');
