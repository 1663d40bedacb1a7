package org.vigie.planted.modules.stock;

/** What the planted module shows to others. */
public class Stock {}
