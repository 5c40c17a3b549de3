using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;

namespace MdEngine.Training.Linear;

/// <summary>
/// A model whose energy is linear in its unknowns, so that least squares find them: sparse Gaussian processes, SNAP,
/// moment tensors, ACE. It turns frames into rows; <see cref="LinearFit"/> does the rest.
/// </summary>
public interface ILinearModel
{
    /// <summary>Number of unknowns.</summary>
    int Columns { get; }

    /// <summary>Cutoff of its descriptors, Angstrom.</summary>
    double Cutoff { get; }

    /// <summary>Elements of the frames, in the order of the types of atoms.</summary>
    IReadOnlyList<Element> Elements { get; }

    /// <summary>Number of rows of the prior.</summary>
    int PriorRows { get; }

    /// <summary>What a thread needs to compute rows.</summary>
    object CreateScratch();

    /// <summary>Adds a frame's rows, which are zero on entry. Called by several threads.</summary>
    /// <param name="frame">Atoms and neighbours.</param>
    /// <param name="scratch">This thread's scratch.</param>
    /// <param name="rows">Where the rows go.</param>
    void AddRows(FrameNeighbors frame, object scratch, FrameRows rows);

    /// <summary>
    /// A row of the prior: the weights are found so that prior rows times weights are zero within one, as the labels are
    /// met within their sigmas (a ridge is a diagonal; for a Gaussian process the prior rows are the transposed Cholesky
    /// factor of the kernel matrix).
    /// </summary>
    /// <param name="row">Number, from 0.</param>
    /// <param name="to">Row, zero on entry.</param>
    void FillPrior(int row, Span<double> to);
}
