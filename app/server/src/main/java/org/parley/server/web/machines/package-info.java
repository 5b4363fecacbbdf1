/// The rules by which machines are told from people, over HTTP.
@NullMarked
package org.parley.server.web.machines;

import org.jspecify.annotations.NullMarked;
