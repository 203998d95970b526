DROP INDEX nothing;
