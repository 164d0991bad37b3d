"""Pages about joining: `public` for anyone, `people` for those who belong, `above` for hubs and the department."""
