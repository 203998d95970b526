CREATE FUNCTION plainer(words text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(words)';
