namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>How inputs are scaled.</summary>
internal enum ScalingKind
{
    None,
    Scale,
    Center,
    ScaleAndCenter,
    Sigma,
}
