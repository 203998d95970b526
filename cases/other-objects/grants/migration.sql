GRANT SELECT, UPDATE (mail) ON users TO corpus_reader;
REVOKE INSERT ON users FROM corpus_reader;
