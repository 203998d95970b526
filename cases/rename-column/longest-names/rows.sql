INSERT INTO a_name_as_long_as_a_name_can_be_in_this_database_which_is_63_tb SELECT i, 'u' || i, 'x' FROM generate_series(1, 200) i;
