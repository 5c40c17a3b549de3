using System.IO;
using MdEngine.Core;
using MdEngine.Potentials.Pace.Grades;

namespace MdEngine.Potentials.Pace;

/// <summary>
/// What tells how far an atom's neighbourhood lies outside those that a model was fitted to: for each species, functions and
/// the inverse of their values in chosen environments.
/// </summary>
/// <remarks>
/// Y. Lysogorskiy et al., Phys. Rev. Mater. 7, 043801 (2023). The grade is the greatest magnitude of the coefficients with which
/// the functions of an atom are a combination of those of the active set: up to 1 is interpolation.
/// </remarks>
public sealed class PaceActiveSet
{
    private PaceActiveSet(BasisFunction[][] functions, double[][] inverses, bool isLinear)
    {
        Functions = functions;
        Inverses = inverses;
        IsLinear = isLinear;
    }

    /// <summary>Whether it was chosen by the functions alone, not by them times the slopes of the embedding.</summary>
    public bool IsLinear { get; }

    /// <summary>Functions of each species.</summary>
    internal BasisFunction[][] Functions { get; }

    /// <summary>Inverse of the active set of each species, row by row: function, then environment.</summary>
    internal double[][] Inverses { get; }

    /// <summary>Reads an active set.</summary>
    /// <param name="path">Active set (.asi, or .asi.nonlinear).</param>
    /// <param name="basis">The model in the B basis (.yaml).</param>
    /// <param name="model">The model in the C-tilde basis.</param>
    /// <exception cref="InputException">A file is missing or damaged, or they do not belong together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static PaceActiveSet Read(string path, string basis, PaceModel model)
    {
        BasisFunction[][] functions = BasisReader.Read(basis, model);
        var inverses = new double[functions.Length][];
        bool? linear = null;
        for (int i = 0; i < functions.Length; i++)
        {
            inverses[i] = MatrixArchive.Read(path, model.Elements[i], out int size);
            int count = functions[i].Length, all = count * model.Embeddings[i].Densities;
            if (size != count && size != all)
            {
                throw new InputException(
                    $"has a matrix of {size} rows for {model.Elements[i]}; expected {count}, the functions in {basis}, or {all} for a non-linear set", path);
            }

            // With one density both are the same.
            bool? here = count == all ? null : size == count;
            if (here is not null && linear is not null && here != linear)
            {
                throw new InputException("is linear for one element and non-linear for another; expected one kind", path);
            }

            linear ??= here;
        }

        return new PaceActiveSet(functions, inverses, linear ?? true);
    }
}
