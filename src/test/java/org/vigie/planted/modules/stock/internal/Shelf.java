package org.vigie.planted.modules.stock.internal;

/** Internal to its module: another module that names it is a violation. */
public class Shelf {}
