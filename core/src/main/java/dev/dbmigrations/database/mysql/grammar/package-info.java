/**
 * What a statement of MySQL or MariaDB asks for. Debezium's grammars judge whether it is SQL; what it means is read from our own tokens, for
 * both servers alike. Owns nothing that lives longer than one statement.
 */
@NullMarked
package dev.dbmigrations.database.mysql.grammar;

import org.jspecify.annotations.NullMarked;
