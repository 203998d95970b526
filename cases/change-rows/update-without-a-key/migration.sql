UPDATE log SET n = n + 1;
