@NullMarked
package dev.dbmigrations.embedded;

import org.jspecify.annotations.NullMarked;
