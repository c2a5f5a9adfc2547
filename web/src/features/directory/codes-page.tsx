import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failed, Loading } from '../../ui/states.tsx'
import { codeTables } from './directory-requests.ts'

/** The code tables T01–T30. */
export function Component() {
  const { t, i18n } = useTranslation('directory')
  const { data, error, refetch } = useQuery(codeTables)
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  return (
    <section className="card">
      <p className="body soft">{t('codes.hint')}{!data.mayEdit && ` ${t('notAllowed')}`}</p>
      <div className="code-tables">
        {data.items.map((one) => (
          <Link key={one.id} to={`/admin/codes/${one.id}`} className="menu-item">
            <span className="faint num">{one.id}</span><span className="grow"><strong>{i18n.language === 'en' ? one.en : one.zh}</strong> <span className="small soft num">{t('codes.rows', { count: one.rows })}</span></span><span className={`tag ${one.isOpen ? 'green' : ''}`}>{t(one.isOpen ? 'codes.open' : 'codes.closed')}</span>
          </Link>
        ))}
      </div>
    </section>
  )
}
