@NullMarked
package dev.dbmigrations;

import org.jspecify.annotations.NullMarked;
