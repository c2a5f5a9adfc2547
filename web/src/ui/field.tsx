import { useId } from 'react'
import type { ReactNode } from 'react'
import './field.css'

/** What a control must carry so that its label, hint and fault are read out with it. */
export interface ControlProps {
  'id': string
  'name': string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
  'aria-required': boolean | undefined
}

interface Props {
  name: string
  label: ReactNode
  hint?: ReactNode
  fault?: string | undefined
  isRequired?: boolean
  /** Shown at the right of the label: a counter, a small button. */
  aside?: ReactNode
  className?: string
  children: (control: ControlProps) => ReactNode
}

/** One question: label always visible, the fault in the same place as the answer. */
export function Field({ name, label, hint, fault, isRequired = false, aside, className = '', children }: Props) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ')
  return (
    <div className={`field ${className}`} data-field={name} data-faulty={fault ? 'yes' : undefined}>
      <div className="field-label">
        <label htmlFor={id} data-required={isRequired || undefined}>{label}</label>
        {aside}
      </div>
      {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
      {children({ id, name, 'aria-describedby': described || undefined, 'aria-invalid': fault ? true : undefined, 'aria-required': isRequired || undefined })}
      {fault && <p className="field-fault" id={`${id}-fault`}>{fault}</p>}
    </div>
  )
}
