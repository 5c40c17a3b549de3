using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Potentials.Gap.Terms;

namespace MdEngine.Potentials.Gap;

/// <summary>Makes the terms of a potential from what its file holds.</summary>
internal static class GapAssembly
{
    private static readonly string[] Supported = ["distance_2b", "angle_3b", "distance_Nb", "soap"];

    /// <exception cref="InputException">Something is not supported.</exception>
    public static GapTerm[] Terms(GapModel model, IReadOnlyList<Element> elements, double regularisation)
    {
        var sites = new List<SiteTerm>();
        var laws = new List<PairLaw>();
        var terms = new List<GapTerm>();
        var bases = new Dictionary<object, SoapRadialBasis>();
        foreach (GapCoordinates source in model.Coordinates)
        {
            switch (KindOf(source))
            {
                case "distance_2b":
                    laws.Add(new PairLaw(source, regularisation));
                    break;
                case "angle_3b":
                    sites.Add(new AngleTerm(source, elements, regularisation));
                    break;
                case "distance_Nb":
                    sites.Add(new ClusterTerm(source, elements, regularisation));
                    break;
                default:
                    terms.Add(Soap(source, bases, elements, regularisation));
                    break;
            }
        }

        sites.AddRange(model.Cores.Select(c => new GlueTerm(c, elements)));
        if (laws.Count > 0)
        {
            sites.Insert(0, new PairTerm(laws, elements));
        }

        terms.Insert(0, new SiteTerms(sites, [.. elements.Select(e => model.AtomEnergies[e.AtomicNumber])]));
        return [.. terms];
    }

    private static string KindOf(GapCoordinates source)
    {
        string[] kinds = [.. Supported.Where(k => source.Descriptor.Flag(k, false))];
        return kinds.Length == 1 ? kinds[0] : throw source.Descriptor.Place.Fault(
            $"the descriptor '{FortranNumbers.Short(source.Descriptor.Text)}' is not supported; expected one of {string.Join(", ", Supported)}");
    }

    private static SoapTerm Soap(
        GapCoordinates source, Dictionary<object, SoapRadialBasis> bases, IReadOnlyList<Element> elements, double regularisation)
    {
        SoapParameters parameters = SoapParameters.From(source);
        if (source.Kernel != GapKernel.DotProduct)
        {
            throw source.Place.Fault($"covariance_type is {(int)source.Kernel}, expected 2 (dot product) for soap");
        }

        if (!bases.TryGetValue(parameters.RadialKey, out SoapRadialBasis? basis))
        {
            try
            {
                basis = new SoapRadialBasis(parameters);
            }
            catch (ArithmeticException e)
            {
                throw source.Descriptor.Place.Fault(e.Message, e);
            }

            bases.Add(parameters.RadialKey, basis);
        }

        return new SoapTerm(source, parameters, basis, elements, regularisation);
    }
}
