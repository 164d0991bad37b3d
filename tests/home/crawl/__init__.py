"""The public site as a visitor without script walks it: once from `/` along every link, then judged from several sides."""
