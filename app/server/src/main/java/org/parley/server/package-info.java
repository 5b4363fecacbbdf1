/// The process: what starts it and the settings of an installation.
@NullMarked
package org.parley.server;

import org.jspecify.annotations.NullMarked;
