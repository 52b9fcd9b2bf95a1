/**
 * Services that should not face the Internet.
 * Sources: seed 004 (table of common scenarios) and seed 001 (scenarios 4 and 10) for the first eight; for the others the
 * default ports in the documents of Memcached, MongoDB, Elasticsearch, Docker, Kubernetes and etcd.
 */
export const SENSITIVE_PORTS = [
  { service: 'FTP', port: 'tcp:20-21' },
  { service: 'Telnet', port: 'tcp:23' },
  { service: 'SQL Server', port: 'tcp:1433' },
  { service: 'Oracle', port: 'tcp:1521' },
  { service: 'MySQL', port: 'tcp:3306' },
  { service: 'PostgreSQL', port: 'tcp:5432' },
  { service: 'Redis', port: 'tcp:6379' },
  { service: 'Memcached', port: 'tcp:11211' },
  { service: 'MongoDB', port: 'tcp:27017-27019' },
  { service: 'Elasticsearch', port: 'tcp:9200' },
  { service: 'Elasticsearch', port: 'tcp:9300' },
  { service: 'Docker', port: 'tcp:2375-2376' },
  { service: 'Kubernetes', port: 'tcp:6443' },
  { service: 'Kubernetes', port: 'tcp:10250' },
  { service: 'etcd', port: 'tcp:2379-2380' },
] as const
