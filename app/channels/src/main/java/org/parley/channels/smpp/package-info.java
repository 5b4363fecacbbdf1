/// SMS through a centre that speaks SMPP 3.4.
@NullMarked
package org.parley.channels.smpp;

import org.jspecify.annotations.NullMarked;
