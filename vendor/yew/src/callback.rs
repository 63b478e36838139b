use std::rc::Rc;

/// A function that is handed on.
pub struct Callback<IN, OUT = ()> {
    function: Rc<dyn Fn(IN) -> OUT>,
}

impl<IN, OUT> Callback<IN, OUT> {
    /// Calls it.
    pub fn emit(&self, value: IN) -> OUT {
        (self.function)(value)
    }
}

impl<IN, OUT, F: Fn(IN) -> OUT + 'static> From<F> for Callback<IN, OUT> {
    fn from(function: F) -> Self {
        Self { function: Rc::new(function) }
    }
}

impl<IN, OUT> Clone for Callback<IN, OUT> {
    fn clone(&self) -> Self {
        Self { function: self.function.clone() }
    }
}
