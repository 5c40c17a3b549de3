using MdEngine.Core.Options;

namespace MdEngine.Training.Hdnnp;

/// <summary>How weights begin.</summary>
public enum InitialWeights
{
    /// <summary>Normal numbers of variance 2 / (inputs + neurons). X. Glorot, Y. Bengio, AISTATS (2010).</summary>
    [Choice("xavier")]
    Xavier,

    /// <summary>Neurons active in parts of the range of their inputs. D. Nguyen, B. Widrow, IJCNN (1990).</summary>
    [Choice("nguyen-widrow")]
    NguyenWidrow,
}
