import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPedigree, person } from '../src/pedigree.ts'
import { likelihoodRatio, prepareRatio } from '../src/ratio.ts'
import { mutationModels, pedigrees, profilesFor, smallMarkers } from './arbitraries.ts'

test('a prepared question gives each family the same answer as asking afresh, also the second time', () => {
  const questions = pedigrees(4).chain((pedigree) => fc.tuple(smallMarkers({ name: 'A' }), smallMarkers({ name: 'B' })).chain((markers) =>
    fc.record({ markers: fc.constant(markers), pedigree: fc.constant(pedigree), families: fc.array(profilesFor(pedigree, markers), { minLength: 1, maxLength: 5 }), mutation: mutationModels, theta: fc.constantFrom(0, 0.02) })))
  fc.assert(fc.property(questions, ({ markers, pedigree, families, mutation, theta }) => {
    const hypotheses = { H1: pedigree, H2: createPedigree(pedigree.people.map((one) => person(one.id, one.sex))) }
    const rate = prepareRatio({ hypotheses, markers, mutation, theta })
    for (const profiles of [...families, ...families]) expect(rate(profiles)).toEqual(likelihoodRatio({ hypotheses, markers, mutation, theta, profiles }))
  }), { numRuns: 100, seed: 11 })
})

test('a person outside the pedigree is refused by a prepared question too', () => {
  const pedigree = createPedigree([person('A', 'male')])
  const rate = prepareRatio({ hypotheses: { H1: pedigree, H2: pedigree }, markers: [] })
  expect(() => rate({ B: {} })).toThrow('B is typed but is not in this pedigree')
})
