/** How things look: colours, bars that move and lines that do not. Knows nothing of commands. */
@NullMarked
package dev.dbmigrations.cli.terminal;

import org.jspecify.annotations.NullMarked;
