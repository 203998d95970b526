package dev.dbmigrations.database.mysql.grammar;

/** Which of the two servers a statement is for. */
public enum Server {
    MYSQL,
    MARIADB
}
