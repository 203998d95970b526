@NullMarked
package dev.dbmigrations.cli;

import org.jspecify.annotations.NullMarked;
