using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Pace;

/// <summary>Derivatives of a few functions by the variables that occur in them, and which those are.</summary>
/// <param name="variables">Number of variables.</param>
internal sealed unsafe class DerivativeSum(int variables)
{
    /// <summary>Functions side by side, one in each lane of a vector.</summary>
    public const int Lanes = 4;

    private readonly AlignedBuffer<double> _sums = new(Lanes * variables);
    private readonly bool[] _isTouched = new bool[variables];
    private readonly int[] _touched = new int[variables];

    /// <summary>The function whose derivatives are added to.</summary>
    public int Lane { get; set; }

    /// <summary>Number of variables with a derivative.</summary>
    public int Count { get; private set; }

    /// <summary>A variable with a derivative.</summary>
    public int Touched(int k) => _touched[k];

    /// <summary>Derivatives of the functions by a variable.</summary>
    public double* Of(int variable) => _sums.Pointer + (Lanes * variable);

    /// <summary>Adds to a derivative.</summary>
    public void Add(int variable, double value)
    {
        if (!_isTouched[variable])
        {
            _isTouched[variable] = true;
            _touched[Count++] = variable;
        }

        _sums.Pointer[(Lanes * variable) + Lane] += value;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        for (int k = 0; k < Count; k++)
        {
            _isTouched[_touched[k]] = false;
            new System.Span<double>(Of(_touched[k]), Lanes).Clear();
        }

        Count = 0;
    }
}
